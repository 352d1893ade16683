import { type Html, html } from './html.ts'

/** A link, or the text alone where it leads nowhere. */
export function maybeLink(href: string | null, text: string): Html | string {
  return href === null || href === '' ? text : html`<a href="${href}">${text}</a>`
}
