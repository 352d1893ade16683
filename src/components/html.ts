/** Markup that may stand on a page as it is. Only `html` makes it. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

/**
 * Writes the rows of lists that grow with a dossier or with the catalog; everything else of a page is a component. The
 * rows of the release list are also written in the browser, where no component can be: that decides for one idiom, not
 * speed. A site of 2,000 releases whose gates and evidence were written by functions took 27, 32 and 37 s of processor in
 * three cold builds, with a component for each row 29 and 33 s, with their markup inside one component 31 and 41 s.
 *
 * Every text that is put in is escaped here, inside of tags and between them; a line break with the spaces around it
 * stands for nothing.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const fixed = joined(texts)
  let markup = fixed[0] ?? ''
  for (let i = 0; i < parts.length; i += 1) markup += shown(parts[i]) + (fixed[i + 1] ?? '')
  return { markup }
}

/** ` name="value"` with the space before it; nothing without a value. */
export function attribute(
  name: 'class' | 'id' | 'aria-current' | 'x' | 'data-until' | 'data-then' | 'data-turns',
  value: string | null | undefined,
): Html {
  return value === null || value === undefined ? NOTHING : { markup: ` ${name}="${escaped(value)}"` }
}

const NOTHING: Html = { markup: '' }

function shown(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(shown).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const SPECIAL = /[&<>"']/

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '') : text
}

/** Data for a script element that no browser runs; a text such as `</script>` in it would end the element. */
export function scriptData(value: unknown): Html {
  return { markup: JSON.stringify(value).replaceAll('<', '\\u003c') }
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>()

/** A template is the same object each time it is evaluated. */
function joined(texts: TemplateStringsArray): readonly string[] {
  const found = known.get(texts)
  if (found) return found
  const made = texts.map((text) => text.replace(/\s*\n\s*/g, ''))
  known.set(texts, made)
  return made
}

/** A link, or the text alone where it leads nowhere. */
export function maybeLink(href: string | null, text: string): Html | string {
  return href === null || href === '' ? text : html`<a href="${href}">${text}</a>`
}
