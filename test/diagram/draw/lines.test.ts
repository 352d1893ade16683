import { expect, test } from 'vitest'
import { lineInSource } from '../../../src/diagram/draw/lines.ts'

test.each([
  ['a line as it is', ['flowchart LR', 'a --> ]'], 2, 2],
  ['front matter', ['---', 'config: {}', '---', 'flowchart LR', 'a --> ]'], 2, 5],
  ['comments', ['flowchart LR', '  %% why', 'a --> b', '%% how', 'a --> ]'], 3, 5],
  ['empty lines at the start', ['', '', 'flowchart LR', '', 'a --> ]'], 3, 5],
  ['a line behind the end', ['flowchart LR', 'a -->'], 9, 2],
  ['a rule that is no front matter', ['flowchart LR', '---', 'a', '---', 'b'], 3, 3],
])('the line is found in spite of %s', (_, lines, parsed, line) => {
  expect(lineInSource(lines.join('\n'), parsed)).toBe(line)
})
