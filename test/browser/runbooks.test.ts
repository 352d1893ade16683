import { describe, expect, inject, test } from 'vitest'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import { allPages, indexLines, readPage, releasePath } from './pages.ts'

const { pathname: base } = new URL(inject('site'))
const pages = new Set(allPages())
const held = indexLines().filter((line) => line.today === 'no-go' || line.state === 'quarantined')

/** Each code of a page's findings, with the path below the base that it links. */
function codesOf(path: string): { code: string; target: string | null }[] {
  const lists = [
    ...readPage(path).matchAll(/<ul class="findings"[^>]*>.*?<\/ul>|<ol class="blockers"[^>]*>.*?<\/ol>/gs),
  ].map(([list]) => list)
  const codes = lists.flatMap((list) => [
    ...list.matchAll(/(?<! at )(?:<a href="([^"]*)"[^>]*>)?(?<! at )<code[^>]*>([a-z][^<]*)<\/code>/gi),
  ])
  return codes.map(([, href, code = '']) => ({ code, target: href?.replace(base, '') ?? null }))
}

/** What led to each blocker of a release, by its code, as its published evaluation says. */
function causesOf(path: string): Map<string, string[]> {
  const causes = new Map<string, string[]>()
  const { blockers } = JSON.parse(readPage(`api/v1/${path.replace(/\/$/, '')}/evaluation.json`))
  for (const { code, args } of blockers)
    if (typeof args.because === 'string') causes.set(code, [...(causes.get(code) ?? []), args.because])
  return causes
}

/** The codes that the page of a runbook lists. A list item may end without its tag. */
function servedBy(path: string): string[] {
  const list = readPage(path).split('id="codes"')[1]?.split('</ul>', 1)[0] ?? ''
  return [...list.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code)
}

describe('runbooks', () => {
  test.each(held.map((line) => [releasePath(line), line.blockers] as const))(
    '%s leads from each of its %i blockers to the runbook of its cause, else of its code',
    (path, blockers) => {
      const said = codesOf(path)
      const causes = causesOf(path)
      expect(said.length).toBeGreaterThanOrEqual(Math.min(blockers, 1))
      for (const { code, target } of said) {
        expect(target, code).toMatch(/^runbooks\/[a-z-]+\/$/)
        expect([...pages]).toContain(target)
        const serves = makeRunbookOf([{ slug: 'it', codes: servedBy(target ?? '') }])
        const served = [code, ...(causes.get(code) ?? [])].some((each) => serves(each) === 'it')
        expect(served, `${target} serves neither ${code} nor what led to it`).toBe(true)
      }
    },
  )

  test('have a page each, linked from the list and from every footer', () => {
    const list = readPage('runbooks/')
    const own = [...pages].filter((path) => /^runbooks\/./.test(path))
    expect(own.length).toBeGreaterThan(30)
    expect(own.filter((path) => !list.includes(`href="${base}${path}"`))).toEqual([])
    expect(readPage('').split('<footer').at(-1)).toContain(`href="${base}runbooks/"`)
  })

  test('say how many releases they block, the same number as in the catalog', () => {
    const waiting = indexLines().filter((line) =>
      codesOf(releasePath(line)).some(({ target }) => target === 'runbooks/approvals/'),
    )
    expect(readPage('runbooks/approvals/')).toContain(`>${waiting.length} releases today<`)
  })
})
