-- SPDX-License-Identifier: MIT
-- Links of the book's pages: from NAME.md to NAME.html, and to files beside docs/ as seen from
-- build/book. A page's pictures are its own: their words are no captions.
function Link(link)
  local path, place = link.target:match('^([^#:]*)(#?.*)$')
  if not path or link.target:match('^%a+:') then
    return nil
  end
  if path == '../README.md' then
    path = 'index.html'
  elseif path:match('^%.%./') then
    path = '../' .. path
  elseif path == 'README.md' then
    path = 'index.html'
  else
    path = path:gsub('%.md$', '.html')
  end
  link.target = path .. place
  return link
end
