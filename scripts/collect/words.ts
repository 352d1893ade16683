import type { Finding } from '../../src/model/finding.ts'

/** A finding as one line: where, and what. */
export function say({ code, args, path }: Finding): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  const values = Object.entries(args).map(([name, value]) => `${name}: ${value}`)
  return `${place.replace(/^\./, '')}${place && ': '}${code}${values.length > 0 ? ` (${values.join(', ')})` : ''}`
}
