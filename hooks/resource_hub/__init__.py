"""The engine of the IMA Resource Hub: values in, values and problems out. It knows no MkDocs."""
