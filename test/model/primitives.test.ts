import { describe, expect, test } from 'vitest'
import { HttpsUrl, Instant } from '#model/primitives.ts'

describe('a moment', () => {
  test.each([
    '2026-02-28T10:00:00Z',
    '2024-02-29T23:59:59Z',
    '2026-06-01T12:00:00.5+05:30',
    '1970-01-01T00:00:00Z',
  ])('is %s', (text) => {
    expect(Instant.safeParse(text).success).toBe(true)
  })

  test.each([
    ['a day that no calendar has', '2026-02-30T10:00:00Z'],
    ['29 February of a common year', '2026-02-29T10:00:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an hour too many', '2026-06-01T24:00:00Z'],
    ['the year 0', '0000-01-01T00:00:00Z'],
    ['a year before 1970', '1969-12-31T23:59:59Z'],
    ['a year after 2099', '2100-01-01T00:00:00Z'],
    ['five digits of year', '12026-06-01T10:00:00Z'],
    ['no offset', '2026-06-01T10:00:00'],
    ['a day alone', '2026-06-01'],
    ['a zone by name', '2026-06-01T10:00:00 UTC'],
    ['text around it', ' 2026-06-01T10:00:00Z'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(Instant.safeParse(text).success).toBe(false)
  })
})

describe('an address that may be a link', () => {
  test.each([
    'https://example.org',
    'https://example.org:8443/a/b?c=d#e',
    'https://xn--bcher-kva.example/',
    'https://a.b-c.example',
  ])('is %s', (text) => {
    expect(HttpsUrl.safeParse(text).success).toBe(true)
  })

  test.each([
    'http://example.org',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    '//example.org',
    '/path',
    'https://user:secret@example.org',
    'https://user@example.org',
    'https://example.org\\@evil.example',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://localhost/',
    'https://intranet/',
    'https://bücher.example/',
    'https://example.org/a b',
    'https://example.org/"onclick="x',
    'https://example.org/<b>',
    'https://example.org\u202e/',
    ' https://example.org',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('is not %s', (text) => {
    expect(HttpsUrl.safeParse(text).success).toBe(false)
  })
})
