import type { MiddlewareHandler } from 'astro'
import { noteFailure } from '#data/failures.ts'
import { withForeignIsolated } from '#messages/isolated.ts'
import { remedy, sentence } from '#messages/messages.ts'
import { finding } from '#model/finding.ts'

const { NODE_ENV, CATALOG_BASE = '/' } = process.env

/**
 * Every page is made in here: one that fails, whatever throws in whichever part of it, shows what failed, and the build goes
 * on with the others.
 */
export const onRequest: MiddlewareHandler = async ({ url }, next) => {
  // The development server shows errors itself.
  if (NODE_ENV !== 'production') return next()
  try {
    const made = await next()
    // Parts of a page are made while it is read.
    if (!made.headers.get('content-type')?.startsWith('text/html'))
      return new Response(await made.arrayBuffer(), made)
    return new Response(withoutImplied(withForeignIsolated(await made.text())), made)
  } catch (error) {
    if (isOfTheMachine(error)) throw error
    const what = nameOf(error)
    noteFailure(url.pathname, error)
    const fault = finding('internal.page_failed', { what })
    return !url.pathname.endsWith('.json')
      ? failedPage(sentence(fault), remedy(fault) ?? '')
      : failedDocument(fault)
  }
}

/**
 * End tags of items and cells that HTML lets one leave out: the next item or the end of the list closes them. A release page
 * has two hundred, 3 % of its weight. What strangers wrote holds none unescaped, but as whole lists that were read before.
 */
function withoutImplied(page: string): string {
  return page.replace(
    /<\/(?:li|d[dt]|t[dhr])>(?=<\/?(?:li|d[dlt]|t[dhr]|[uo]l|div|tbody|thead|table)\b)/g,
    '',
  )
}

function failedPage(what: string, remedy: string): Response {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none';base-uri 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><title>This page could not be made</title><meta name="robots" content="noindex"></head><body><main><h1>This page could not be made</h1><p>${what}</p><p>${remedy}</p><p><a href="${CATALOG_BASE}">The first page of this catalog</a></p></main></body></html>`
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function failedDocument({ code, args }: ReturnType<typeof finding>): Response {
  return new Response(JSON.stringify({ failed: { code, args } }), {
    headers: { 'content-type': 'application/json' },
  })
}

/** Never what the error says: that may quote what was read, and differ from machine to machine. */
function nameOf(error: unknown): string {
  return error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error'
}

/** A disk without room would fail all other pages too: then there is no site. */
function isOfTheMachine(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(ENOSPC|EDQUOT|EROFS|EMFILE|ENFILE|ENOMEM)$/.test(`${error.code}`)
  )
}
