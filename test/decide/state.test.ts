import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = globSync('src/{model,decide,messages,views}/**/*.ts')

test.each(files)('%s remembers nothing from one call to the next', (file) => {
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/^(export )?let |\bWeak(Map|Set|Ref)\b/m)
  // An empty one is only there to be filled.
  expect(text).not.toMatch(/^(export )?const [^=\n]* = new (Map|Set)(<.*>)?\(\)/m)
  const kept = text.matchAll(/^(?:export )?const (\w+)[^=\n]* = (?:new (?:Map|Set)\b|\[|\{)/gm)
  const written = [...kept].filter(([, name]) =>
    new RegExp(
      `\\b${name}(\\.(set|add|delete|clear|push|splice)\\(|(\\[[^\\]]*\\]|\\.\\w+) \\??\\??=[^=])`,
    ).test(text),
  )
  expect(written.map(([, name]) => name)).toEqual([])
})
