-- The second half: what report.lua left to each format. Texts, results and figures become what it writes.

local function fail(message)
  io.stderr:write("format.lua: " .. message .. "\n")
  os.exit(1)
end

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ""
end

local function contents(path)
  local file = io.open(path, "rb") or fail("cannot read " .. path)
  local text = file:read("a")
  file:close()
  return text
end

-- Text as a string of Typst.
local function quoted(text)
  local escaped = text:gsub('[%c"\\]', function(character)
    return character:match("%c") and string.format("\\u{%x}", character:byte()) or "\\" .. character
  end)
  return '"' .. escaped .. '"'
end

-- A text that others wrote, as an inline of each format. pandoc would leave marks in Typst: a hyphen before a
-- digit, three dots, an equals sign at the start. A string has none; the semicolon ends it whatever follows.
local function line(value)
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", "#" .. quoted(value) .. ";")
  end
  return pandoc.Str(value)
end

local function text(value)
  if not value:find("\n") then
    return line(value)
  end
  local lines = pandoc.List()
  for one in (value .. "\n"):gmatch("(.-)\n") do
    lines:extend(#lines == 0 and { line(one) } or { pandoc.LineBreak(), line(one) })
  end
  return pandoc.Span(lines)
end

-- A text that report.lua kept; in HTML a result has what it is about beside it.
local function kept(span)
  if not span.classes:includes("kept-text") then
    return nil
  end
  local value, about = text(span.content[1] and span.content[1].text or ""), span.attributes
  if not about.label or not FORMAT:match("html") then
    return value
  end
  local title = about.label
  if about.n ~= "" then
    title = title .. " (n = " .. about.n .. (about.unit ~= "" and ", " .. about.unit or "") .. ")"
  end
  return pandoc.Span(value, pandoc.Attr("", { "result" }, { { "title", title }, { "data-result", about.result } }))
end

-- Pictures that lie in files are read here: pandoc itself may read nothing but what its command names.
local folder = ""
local TYPES = { png = "image/png", svg = "image/svg+xml" }
local function picture(image)
  if not pandoc.mediabag.lookup(image.src) then
    local kind = TYPES[image.src:match("^[%w._/-]+%.(%l+)$") or ""]
    if not kind or image.src:match("%.%.") then
      fail("“" .. image.src .. "” is no picture of the compendium")
    end
    pandoc.mediabag.insert(image.src, kind, contents(pandoc.path.join({ folder, image.src })))
  end
end

-- A figure that report.lua kept: its caption, with the file of its drawing and its alt text.
local function figure(div)
  local caption, about = div.content, div.attributes
  if FORMAT == "typst" then
    -- The picture lies beside the document: Typst reads nothing outside that folder.
    local inlines = pandoc.utils.blocks_to_inlines(caption)
    local picture = quoted(about.drawing) .. ", width: 100%, alt: " .. quoted(about.alt)
    inlines:insert(1, pandoc.RawInline("typst", "#figure(image(" .. picture .. "), placement: auto, caption: ["))
    inlines:insert(pandoc.RawInline("typst", "]) <" .. div.identifier .. ">"))
    return pandoc.Plain(inlines)
  end
  local source, attributes = about.drawing, {}
  if FORMAT == "docx" then
    -- Word shows no SVG; the DOCX writer would try to convert one.
    source, attributes = div.identifier .. ".png", { width = "6.2in" }
  end
  local drawn = pandoc.Image({ pandoc.Str(about.alt) }, source, "", pandoc.Attr("", {}, attributes))
  picture(drawn)
  return pandoc.Figure({ pandoc.Plain({ drawn }) }, { long = caption }, pandoc.Attr(div.identifier))
end

-- Boxes that the templates know.
local function box(div)
  if div.classes:includes("kept-figure") then
    return figure(div)
  end
  local class = div.classes:find_if(function(name)
    return name == "answer" or name == "limits"
  end)
  if not class then
    return nil
  end
  if FORMAT == "typst" then
    local made = pandoc.List({ pandoc.RawBlock("typst", "#" .. class .. "[") })
    made:extend(div.content)
    made:insert(pandoc.RawBlock("typst", "]"))
    return made
  end
  div.attributes["custom-style"] = "Block Text"
  return div
end

local function finish(doc)
  return doc:walk({
    Div = box,
    Table = function(found)
      if FORMAT:match("html") then
        return pandoc.Div({ found }, pandoc.Attr("", { "scroll" }, { { "tabindex", "0" }, { "role", "region" }, { "aria-label", "Table" } }))
      end
    end,
    Image = function(image)
      if FORMAT ~= "typst" then
        picture(image)
      end
    end,
  })
end

-- Titles and authors for a template that is Typst: no mark of theirs is one.
local function for_typst(meta)
  for _, name in ipairs({ "title", "subtitle" }) do
    if meta[name] then
      meta[name] = pandoc.MetaInlines({ text(text_of(meta[name])) })
    end
  end
  if meta.author then
    local names = pandoc.utils.type(meta.author) == "List" and meta.author or pandoc.List({ meta.author })
    meta.author = names:map(function(name)
      return pandoc.MetaInlines({ pandoc.RawInline("typst", quoted(text_of(name))) })
    end)
  end
end

function Pandoc(doc)
  folder = text_of(doc.meta.folder)
  doc.meta.folder = nil
  doc = finish(doc:walk({ Span = kept }))
  if FORMAT == "typst" then
    for_typst(doc.meta)
  end
  return doc
end
