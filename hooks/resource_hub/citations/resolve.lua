-- Resolve the citations of many pages in one process, each page a document of its own.
-- Reads JSON {style, references, pages: [{cites: [text], listed: [key]}]} on standard input and
-- writes JSON {pages: [{cites: [html], entries: [[key, html]]}]}.
-- Run as `pandoc lua resolve.lua`; citeproc's own words for a page never reach another page.

local job = pandoc.json.decode(io.read("a"), false)

-- Prefixes and suffixes are inline Markdown; nothing else of Pandoc's Markdown is wanted there.
local SYNTAX = "markdown_strict+citations-raw_html"

local items = {}
for _, item in ipairs(pandoc.read(job.references, "csljson").meta.references or {}) do
  items[pandoc.utils.stringify(item.id)] = item
end

-- Each call of the HTML writer costs a millisecond, so all pieces are written in one and cut apart
-- at marks. A mark in an editor's text would be escaped, so none can be mistaken for ours.
local CUT = "<!--cut-->"
local pieces = pandoc.List()

local function html(blocks)
  pieces:extend(blocks)
  pieces:insert(pandoc.RawBlock("html", CUT))
end

local function written()
  local text = pandoc.write(pandoc.Pandoc(pieces), "html", { wrap_text = "none" })
  local parts, from = pandoc.List(), 1
  while true do
    local first, last = text:find(CUT, from, true)
    if not first then return parts end
    parts:insert((text:sub(from, first - 1):gsub("^%s+", ""):gsub("%s+$", "")))
    from = last + 1
  end
end

-- "Smith & Jones (2000)" in running text: APA 7, section 8.17, wants "and" there and "&" only
-- inside parentheses. The style file cannot tell the two apart.
local function narrative_and(inlines)
  local inside = 0
  local function walk(list)
    for i, inline in ipairs(list) do
      if inline.t == "Str" then
        if inside == 0 and inline.text == "&" then list[i] = pandoc.Str("and") end
        for mark in inline.text:gmatch("[()]") do inside = inside + (mark == "(" and 1 or -1) end
      elseif inline.content then
        walk(inline.content)
      end
    end
  end
  walk(inlines)
  return inlines
end

-- What stands behind a citekey: ranges take an en dash, and what is neither a page nor anything
-- with a name (a time, the number of a passage) may not become "p. 1:09". Pandoc reads no locator
-- behind "{}". What has a name has it with a capital.
local NAMED = { table = "Table", ["tbl."] = "Table", footnote = "Footnote", slide = "Slide",
  appendix = "Appendix" }

local function behind(suffix)
  local first = true
  local shown = pandoc.List()
  for _, inline in ipairs(suffix) do
    if inline.t == "Str" then
      local text = inline.text:gsub("(%d)%-%-?(%d)", "%1–%2")
      if first and text ~= "," then
        first = false
        text = NAMED[text] or text
        if text:match("^%d+:%d%d") or text:match("^%a%d+$") then
          if #shown == 0 then shown:extend({ pandoc.Str(","), pandoc.Space() }) end
          shown:insert(pandoc.Str("{},"))
          shown:insert(pandoc.Space())
        end
      end
      shown:insert(pandoc.Str(text))
    else
      if inline.t ~= "Space" then first = false end
      shown:insert(inline)
    end
  end
  return shown
end

-- "[@a, as cited in @b, p. 4]": Pandoc puts the second citation into the words behind the first,
-- and citeproc then shows one of the two. Side by side, with a mark of where they join, both are
-- shown; the mark is read in resolving.py.
local COMMA, SPACE = utf8.char(0xE011), utf8.char(0xE012)

local function unnested(citations)
  local found = pandoc.List()
  for _, citation in ipairs(citations) do
    found:insert(citation)
    local suffix = pandoc.List(citation.suffix)
    local _, at = suffix:find_if(function(inline) return inline.t == "Cite" end)
    if at then
      local before, after = pandoc.List(), pandoc.List()
      for i, inline in ipairs(suffix) do
        if i < at then before:insert(inline) elseif i > at then after:insert(inline) end
      end
      local comma = before[1] and before[1].t == "Str" and before[1].text == ","
      if comma then before:remove(1) end
      while before[1] and before[1].t == "Space" do before:remove(1) end
      before:insert(1, pandoc.Str(comma and COMMA or SPACE))
      citation.suffix = {}
      local inner = suffix[at].citations
      inner[1].prefix = before
      inner[1].mode = "NormalCitation"
      inner[#inner].suffix = pandoc.List(inner[#inner].suffix) .. after
      found:extend(inner)
    end
  end
  return found
end

local function parse(text)
  local blocks = pandoc.read(text, SYNTAX).blocks
  local inlines = pandoc.utils.blocks_to_inlines(blocks)
  return pandoc.Plain(inlines):walk({
    Cite = function(cite)
      cite.citations = unnested(cite.citations)
      for _, citation in ipairs(cite.citations) do citation.suffix = behind(citation.suffix) end
      if #cite.citations == 1 or cite.citations[1].mode ~= "AuthorInText" then return cite end
      -- "@a [p. 3; @b]": citeproc sorts the two and loses who was in the sentence. Two citations
      -- side by side are joined again when they are read back.
      local others = pandoc.List(cite.citations)
      local first = others:remove(1)
      return { pandoc.Cite({}, { first }), pandoc.Cite({}, others) }
    end,
  }).content
end

local function keys_of(page)
  local found = {}
  for _, inlines in ipairs(page.parsed) do
    pandoc.Plain(inlines):walk({
      Cite = function(cite)
        for _, citation in ipairs(cite.citations) do found[citation.id] = true end
      end,
    })
  end
  for _, key in ipairs(page.listed) do found[key] = true end
  return found
end

local function resolve(page)
  page.parsed = {}
  for i, text in ipairs(page.cites) do page.parsed[i] = parse(text) end
  local references = pandoc.List()
  local wanted = keys_of(page)
  for id, item in pairs(items) do
    if wanted[id] then references:insert(item) end
  end
  -- pairs() has no order of its own; citeproc breaks ties by the order given.
  references:sort(function(a, b)
    return pandoc.utils.stringify(a.id) < pandoc.utils.stringify(b.id)
  end)
  local blocks = pandoc.List()
  for i, inlines in ipairs(page.parsed) do
    blocks:insert(pandoc.Div({ pandoc.Plain(inlines) }, pandoc.Attr("cite-" .. i)))
  end
  local listed = pandoc.List()
  for _, key in ipairs(page.listed) do
    listed:insert(pandoc.Citation(key, "NormalCitation"))
  end
  local meta = { references = references, csl = job.style, ["link-citations"] = true }
  if #listed > 0 then
    meta.nocite = pandoc.MetaInlines({ pandoc.Cite({ pandoc.Str("listed") }, listed) })
  end
  local done = pandoc.utils.citeproc(pandoc.Pandoc(blocks, pandoc.Meta(meta)))
  local cites, keys = 0, pandoc.List()
  for _, block in ipairs(done.blocks) do
    local number = block.identifier and block.identifier:match("^cite%-(%d+)$")
    if number then
      local inner = block.content:walk({
        Cite = function(cite)
          if cite.citations[1].mode == "AuthorInText" then
            cite.content = narrative_and(cite.content)
          end
          return cite
        end,
      })
      cites = cites + 1
      html(inner)
    elseif block.identifier == "refs" then
      for _, entry in ipairs(block.content) do
        keys:insert((entry.identifier:gsub("^ref%-", "", 1)))
        html(entry.content)
      end
    end
  end
  return { cites = cites, keys = keys }
end

local done = pandoc.List()
for _, page in ipairs(job.pages) do done:insert(resolve(page)) end

-- The pieces stand in the order in which they were made: a page's citations, then its entries.
local parts, next_part = written(), 0
local function take()
  next_part = next_part + 1
  return parts[next_part]
end

local pages = pandoc.List()
for _, page in ipairs(done) do
  local cites, entries = pandoc.List(), pandoc.List()
  for _ = 1, page.cites do cites:insert(take()) end
  for _, key in ipairs(page.keys) do entries:insert({ key, take() }) end
  pages:insert({ cites = cites, entries = entries })
end
io.write(pandoc.json.encode({ pages = pages }))
