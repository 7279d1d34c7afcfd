-- Write sheets as documents for Word, all in one process.
-- Reads JSON [{html, title}] on standard input and writes JSON {documents: [hex]}.
-- Run as `pandoc lua word.lua`.

local sheets = pandoc.json.decode(io.read("a"), false)

local function hex(bytes)
  return (bytes:gsub(".", function(byte) return string.format("%02x", byte:byte()) end))
end

local documents = pandoc.List()
for _, sheet in ipairs(sheets) do
  -- The title is no heading, so the first heading below it is of the first level.
  local document = pandoc.read(sheet.html, "html"):walk({
    Header = function(header)
      header.level = math.max(1, header.level - 1)
      return header
    end,
  })
  document.meta.title = sheet.title
  document.meta.lang = "en-US"
  documents:insert(hex(pandoc.write(document, "docx")))
end

io.write(pandoc.json.encode({ documents = documents }))
