-- Prose refers to figures and tables by number: `[figure](#figure-x)` and `[table](#table-x)` are the number of what
-- they lead to, as format.lua counts it.

local function fail(message)
  io.stderr:write("numbers.lua: " .. message .. "\n")
  os.exit(1)
end

-- What each figure and table is called, by its address.
local function names_in(doc)
  local names, seen = {}, { figure = 0, table = 0 }
  local function name(kind, identifier)
    seen[kind] = seen[kind] + 1
    local words = pandoc.utils.stringify(doc.meta["word-" .. kind])
    names["#" .. identifier] = words:gsub("{number}", tostring(seen[kind])):gsub(" ", "\u{a0}")
  end
  doc:walk({
    traverse = "topdown",
    Div = function(div)
      if div.classes:includes("kept-figure") then
        name("figure", div.identifier)
      end
    end,
    Table = function(found)
      name("table", found.identifier)
    end,
  })
  return names
end

function Pandoc(doc)
  local names = names_in(doc)
  return doc:walk({
    Link = function(link)
      local kind = link.target:match("^#(%l+)-")
      if (kind == "figure" or kind == "table") and pandoc.utils.stringify(link.content) == kind then
        link.content = { pandoc.Str(names[link.target] or fail("no " .. kind .. " has the address " .. link.target)) }
        return link
      end
    end,
  })
end
