import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { StatedProduct, VexStatement } from '#model/vulnerability.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { purlsOf, sha256Of } from '../supply-chain/verdict.ts'
import { sha256In } from './verdict.ts'
import { keepStatements } from './vex-statements.ts'

const Text = z.string().nullish()

const Component = z.looseObject({
  '@id': Text,
  identifiers: z.looseObject({ purl: Text }).nullish(),
  hashes: z.record(z.string(), z.string()).nullish(),
})

/** Up to version 0.0.1 products, components and vulnerabilities were plain text. */
const Named = z.union([z.string().transform((id) => ({ '@id': id })), Component])
const Components = z.array(Named).nullish()

const Product = z.union([
  z.string().transform((id) => ({ '@id': id })),
  Component.extend({ subcomponents: Components }),
])

const Vulnerability = z.looseObject({ name: Text, '@id': Text, aliases: z.array(z.string()).nullish() })

const Said = z.looseObject({
  vulnerability: z.union([z.string().transform((name) => ({ name })), Vulnerability]),
  products: z.array(Product).nullish(),
  subcomponents: Components,
  status: Text,
  justification: Text,
  impact_statement: Text,
  timestamp: Text,
  last_updated: Text,
})

const Document = z.looseObject({
  author: Text,
  timestamp: Text,
  last_updated: Text,
  tooling: Text,
  statements: z.array(Said),
})

type Said = z.infer<typeof Said>
type Document = z.infer<typeof Document>

/** True for an object in OpenVEX's own context. */
export function isOpenVex(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ '@context': z.string().regex(/^https:\/\/openvex\.dev\/ns(\/|$)/) })

/**
 * An OpenVEX document, read leniently: most real files break its schema. It is
 * never proof by itself. What it states is kept, and `decide/clearing.ts` says which statement counts; here only
 * `not_affected` without a reason becomes `affected`, as the specification wants it.
 */
export function readOpenVex(document: unknown): Reading {
  const shape = readArtifactShape('openvex', Document, document)
  if (!shape.ok) return unreadable('openvex', shape.findings)
  const list = shape.value.statements.map((said) => statementOf(said, shape.value))
  const { statements, named, nameless } = keepStatements(asLine(shape.value.author), list)
  const version = /^https:\/\/openvex\.dev\/ns\/v([0-9.]{1,20})$/.exec(
    Marks.safeParse(document).data?.['@context'] ?? '',
  )
  const known = {
    ...emptyReading('openvex'),
    judgement: 'measurements' as const,
    dialect: version ? `OpenVEX ${version[1]}` : 'OpenVEX',
    generatedAt: asInstant(shape.value.last_updated) ?? asInstant(shape.value.timestamp),
  }
  const left = nameless > 0 ? [finding('openvex.nameless', { total: nameless })] : []
  if (statements === null) return { ...known, reasons: [finding('openvex.not_kept'), ...left] }
  const unexplained = shape.value.statements.filter(isUnexplained).length
  return {
    ...known,
    reasons: [
      finding('openvex.statements', { total: named.length, harmless: named.filter(isHarmless).length }),
      ...(unexplained > 0 ? [finding('openvex.unexplained', { total: unexplained })] : []),
      ...left,
    ],
    metrics: metricsOf(named),
    statements,
  }
}

function statementOf(said: Said, document: Document): VexStatement {
  const { vulnerability, status, justification, impact_statement } = said
  const times = [said.last_updated, said.timestamp, document.last_updated, document.timestamp]
  const why = [justification, impact_statement].flatMap((text) => asLine(text) ?? []).join(': ')
  return {
    ids: idsOf(vulnerability),
    status: isUnexplained(said) ? 'affected' : (STATUSES.find((each) => each === status) ?? 'affected'),
    why: asLine(why),
    at: asInstant(times.find((time) => typeof time === 'string')),
    products: (said.products ?? []).map((product) => productOf(product, said.subcomponents)),
  }
}

/** The vulnerability's name, its names elsewhere and its address, which some makers give it instead of a name. */
function idsOf(vulnerability: Said['vulnerability']): string[] {
  const { name, aliases, '@id': address } = Vulnerability.parse(vulnerability)
  return [...new Set([name, ...(aliases ?? []), address].flatMap((text) => asLine(text) ?? []))]
}

const STATUSES = ['not_affected', 'affected', 'fixed', 'under_investigation'] as const

function isUnexplained({ status, justification, impact_statement }: Said): boolean {
  return status === 'not_affected' && asLine(justification) === null && asLine(impact_statement) === null
}

function isHarmless({ status }: VexStatement): boolean {
  return status === 'not_affected' || status === 'fixed'
}

function productOf(product: z.infer<typeof Product>, shared: Said['subcomponents']): StatedProduct {
  const own = 'subcomponents' in product ? product.subcomponents : null
  const components = own ?? shared
  const { purls, digests } = namesOf(product)
  return { purls, digests, components: components ? components.flatMap((each) => namesOf(each).purls) : null }
}

function namesOf(component: z.infer<typeof Named>): { purls: string[]; digests: string[] } {
  const { hashes, identifiers } = Component.parse(component)
  const digests = sha256Of(Object.entries(hashes ?? {}))
  return {
    purls: purlsOf([component['@id'], identifiers?.purl]),
    digests: [...new Set([...digests, ...sha256In(component['@id'])])],
  }
}

function metricsOf(list: readonly VexStatement[]): Record<string, number> {
  const counts = STATUSES.map((status) => [
    `statements.${status}`,
    list.filter((each) => each.status === status).length,
  ])
  return { 'statements.total': list.length, ...Object.fromEntries(counts) }
}
