import { describe, expect, test } from 'vitest'
import { withoutCredentials } from '#lib/text.ts'

describe('an address that is shown', () => {
  test.each([
    ['https://user:secret@example.org/x.git', 'https://example.org/x.git'],
    ['https://ghp_secret@example.org/x', 'https://example.org/x'],
    ['https://user:sec@ret@example.org/', 'https://example.org/'],
    ['ssh://git:secret@example.org/x', 'ssh://example.org/x'],
    ['https://example.org/x?token=secret&a=b', 'https://example.org/x?…'],
    ["fatal: unable to access 'https://a:secret@h/': no", "fatal: unable to access 'https://h/': no"],
    ['HTTPS://a:secret@h and https://b:secret@i', 'HTTPS://h and https://i'],
  ])('holds no secret: %s', (text, shown) => expect(withoutCredentials(text)).toBe(shown))

  test.each(['ssh://git@example.org/x', 'https://example.org/a@b', 'a@b.org said c:d', 'why? no', './a?b'])(
    'stays as it is without one: %s',
    (text) => expect(withoutCredentials(text)).toBe(text),
  )
})
