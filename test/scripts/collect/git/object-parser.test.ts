import { describe, expect, test } from 'vitest'
import { objectParser } from '#collect/git/object-parser.ts'

const STREAM = Buffer.from(
  'aa blob 5\nhello\nbb missing\ncc blob 0\n\ndd tree 3\na\nb\nee blob 9\ntoo large\n',
)
const EXPECTED = ['aa:hello', 'missing', 'cc:', 'dd:a\nb', 'ee:not wanted']

describe('objectParser', () => {
  test('reads the same objects wherever the stream is cut in two', () => {
    for (let cut = 0; cut <= STREAM.length; cut += 1)
      expect(read([STREAM.subarray(0, cut), STREAM.subarray(cut)]), `cut at ${cut}`).toEqual(EXPECTED)
  })

  test('reads the same objects byte by byte', () => {
    expect(read([...STREAM].map((byte) => Buffer.of(byte)))).toEqual(EXPECTED)
  })
})

function read(chunks: readonly Buffer[]): string[] {
  const answers: string[] = []
  const parse = objectParser({
    wants: ({ size }) => size < 9,
    answer: (header, bytes) => answers.push(header ? `${header.id}:${bytes ?? 'not wanted'}` : 'missing'),
  })
  for (const chunk of chunks) parse(chunk)
  return answers
}
