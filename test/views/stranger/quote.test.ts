import { expect, test } from 'vitest'
import { quoteBlocks } from '#views/stranger/quote.ts'

test('a quote leaves out where its links lead, but not in code', () => {
  const text =
    '### Fixed\n- a door ([#7])\n\n[#7]: https://example.org/7\n[x]: see below\n```\n[#7]: https://example.org/7\n```'
  expect(quoteBlocks(text).blocks).toEqual([
    { kind: 'heading', text: 'Fixed' },
    { kind: 'item', text: 'a door (#7)' },
    { kind: 'text', text: 'x: see below' },
    { kind: 'code', text: '[#7]: https://example.org/7' },
  ])
})
