-- SPDX-License-Identifier: MIT
-- Scenes in documents: a filter of pandoc, from 2.17 on, which makes a picture of each code block of
-- class convreel. Its attributes steps, size, theme, language, view, dpi and background are options of
-- convreel; caption is Markdown; others stay with the picture. See docs/recipes.md.
--
-- The file is an engine for pandoc-ext/diagram, too: it has compile and mime_types.

local options = {'steps', 'size', 'theme', 'language', 'view', 'dpi', 'background'}
local mime_types = {pdf = 'application/pdf', png = 'image/png', svg = 'image/svg+xml'}

-- What the writer of a document takes best.
local function format_for(writer)
  local of_writer = {latex = 'pdf', beamer = 'pdf', context = 'pdf', docx = 'png', odt = 'png',
    pptx = 'png', rtf = 'png'}
  return of_writer[writer] or 'svg'
end

local function program(named)
  return named and pandoc.utils.stringify(named) or os.getenv('CONVREEL') or 'convreel'
end

-- The bytes of a picture. A PDF of several pages would show its first.
local function render(scene, format, attributes, named)
  local arguments = {'render', '-', '-q', '--format', format, '-o', '-'}
  for _, name in ipairs(options) do
    local value = attributes[name] or (name == 'steps' and format == 'pdf' and 'last')
    if value then
      table.insert(arguments, '--' .. name .. '=' .. value)
    end
  end
  return pandoc.pipe(program(named), arguments, scene)
end

-- What the picture shows, for who does not see it.
local function describe(scene)
  return (pandoc.pipe(program(), {'describe', '-'}, scene):gsub('^scene%.%s+', ''):gsub('%s+', ' '))
end

local function with_caption(image, caption, identifier)
  if pandoc.Figure then
    return pandoc.Figure({pandoc.Plain {image}}, {long = caption}, {id = identifier})
  end
  image.caption = pandoc.utils.blocks_to_inlines(caption)
  image.title = 'fig:' .. image.title
  image.identifier = identifier
  return pandoc.Para {image}
end

local function figure(block)
  if not block.classes:includes('convreel') then
    return nil
  end
  local attributes, kept = block.attributes, {}
  local format = attributes.format or format_for(FORMAT)
  local scene = block.text .. '\n'
  local is_made, picture = pcall(render, scene, format, attributes)
  if not is_made then -- the program has told where the mistake is
    error('convreel cannot draw this scene:\n' .. block.text, 0)
  end
  for name, value in pairs(attributes) do
    kept[name] = value
  end
  for _, name in ipairs(options) do
    kept[name] = nil
  end
  kept.caption, kept.format = nil, nil
  local path = 'convreel-' .. pandoc.utils.sha1(picture):sub(1, 12) .. '.' .. format
  pandoc.mediabag.insert(path, mime_types[format], picture)
  local image = pandoc.Image(attributes.alt or describe(scene), path, '', kept)
  kept.alt = nil
  if attributes.caption then
    return with_caption(image, pandoc.read(attributes.caption).blocks, block.identifier)
  end
  image.identifier = block.identifier
  return pandoc.Para {image}
end

return {
  {CodeBlock = figure},
  line_comment_start = '#',
  mime_types = {['application/pdf'] = true, ['image/png'] = true, ['image/svg+xml'] = true},
  compile = function(self, scene, own)
    for format, mime_type in pairs(mime_types) do
      if mime_type == self.mime_type then
        return render(scene, format, own or {}, self.execpath), mime_type
      end
    end
    return render(scene, 'svg', own or {}, self.execpath), 'image/svg+xml'
  end,
}
