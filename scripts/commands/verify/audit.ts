import { hash } from 'node:crypto'
import { openTrust } from '#collect/configuration/trust.ts'
import { entryOf, type IndexEntry, postureOf } from '#collect/index/entry.ts'
import type { OfferMemory } from '#collect/remembered-offers.ts'
import { judgingOf } from '#collect/run.ts'
import { digestPolicies, evaluationText, statementText } from '#collect/statements.ts'
import { headOf, newestEntries } from '#decide/ledger/ledger.ts'
import { headFaults } from '#decide/ledger/proving.ts'
import { LARGEST_LEDGER } from '#ledger/base.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { countOf, printable } from '#lib/text.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerHead, LedgerLine } from '#model/ledger.ts'
import { slug } from '#model/slug.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { type Against, auditAgainst } from './against.ts'
import { auditDocuments, differences } from './documents.ts'
import { auditDroppedRisks } from './dropped-risks.ts'
import { auditEntries, auditPolicies } from './entries.ts'
import { auditEvidence } from './evidence.ts'
import { auditPrevious } from './previous.ts'
import { auditPublication, auditRemembered, type Remembered } from './publication.ts'
import { type AuditStep, openPlace, type PublishedPlace } from './published-place.ts'
import { auditNotes } from './readings.ts'
import { auditRebuilt, type Rebuild } from './rebuild.ts'
import { auditRecords, auditSuperseded, LARGEST_RECORD, type Proved } from './records.ts'
import { auditReuse } from './reuse.ts'
import { auditStatements } from './statements.ts'
import { auditVerdicts } from './verdicts.ts'

/** What an audit does only when it is asked to. */
export type Further = {
  against?: Against | null
  rebuild?: Rebuild | null
  /** Whom the reader trusts to sign; null for those that the catalog names itself. */
  trust?: SignatureTrust | null
  /** The reader's moment, UTC, after which nothing can have been made and nothing may be overdue; null: not looked at. */
  now?: string | null
  /** What the reader remembers of an earlier look. */
  remembered?: Remembered | null
}

/** What an audit found: its steps, the ledger it looked at, and in words what it did not look at. */
export type Audit = { steps: AuditStep[]; ledger: LedgerHead; generatedAt: string; unchecked: string[] }

/**
 * Checks a catalog as a stranger would: the chain, that it continues an older one, every record, artifact and policy
 * against its digest, and by making it again every entry, verdict, statement and document.
 * @param previous path or address of an older ledger, or of the statement of an older publication; null without.
 * @param further what takes longer: to collect anew from the repository, and to build the site anew.
 * @throws CliError 2 when there is no catalog, 75 when a server does not answer.
 */
export async function audit(
  name: string,
  previous: string | null,
  { against = null, rebuild = null, trust = null, now = null, remembered = null }: Further = {},
): Promise<Audit> {
  const place = openPlace(name)
  const text = await required(place, 'ledger', LARGEST_LEDGER)
  const facts = readFacts(place, await required(place, 'catalog', LARGEST_FACTS))
  const ledger = readLedger(text)
  if (!ledger.ok)
    return {
      steps: [{ name: 'ledger', checked: 0, faults: [ledger.fault] }],
      ledger: facts.ledger,
      generatedAt: facts.generatedAt,
      unchecked: ['everything else, because the ledger does not hold'],
    }
  const head = headOf(ledger.lines)
  const entries = ledger.lines.map(({ entry }) => entry)
  const trusted = trust ?? openTrust(facts.trust)
  const older = previous === null ? null : await auditPrevious(previous, text, ledger.lines, trusted)
  const chain: AuditStep[] = [
    { name: 'ledger', checked: head.entries, faults: headFaults(head, facts.ledger) },
    ...(older ? [older.step] : []),
    ...(remembered ? [auditRemembered(remembered, ledger.lines, facts)] : []),
    await auditPublication(place, facts, text, now),
    auditPolicies(entries, digestPolicies(facts.policies)),
  ]
  const records = await auditRecords(place, newestEntries(entries))
  const published = await auditEvidence(place, records.records, trusted)
  const superseded = await auditSuperseded(place, entries)
  const steps = [
    ...chain,
    records.step,
    superseded.step,
    ...published.steps,
    auditReuse(records.records, entries, superseded),
    auditDroppedRisks(records.records),
  ]
  const lost = { records: superseded.lost.size, signatures: published.signaturesUnchecked }
  const unchecked = [
    ...(older?.note ? [older.note] : []),
    ...uncheckedOf(place, records.records, lost, { against, rebuild, trust }),
  ]
  const found = { ledger: head, generatedAt: facts.generatedAt }
  if (against) steps.push(await auditAgainst(against, records.records, facts.at, memoryOf(place, entries)))
  // Without the policy that judged it no verdict can be repeated.
  const isJudged = chain.every((step) => step.name !== 'policies' || step.faults.length === 0)
  if (!isJudged)
    return {
      steps,
      ...found,
      unchecked: ['verdicts, statements and documents, because a policy is not what it was', ...unchecked],
    }
  const { entries: judged, steps: made } = await auditJudged(place, facts, ledger.lines, records.records)
  steps.push(...made)
  if (rebuild)
    steps.push(
      await auditRebuilt(
        name,
        place,
        { facts, entries: judged, ledger: entries, records: records.records },
        rebuild,
      ),
    )
  return { steps, ...found, unchecked }
}

/** What the ledger of a place tells of who offered which bytes first, with the records that lie there. */
function memoryOf(place: PublishedPlace, entries: readonly LedgerEntry[]): OfferMemory {
  return {
    entries,
    recordOf: async (entry) => {
      const superseded = entry.recordSha256
      const documents = [{ record: `${entry.service}/${slug(entry.version)}` }, { superseded }]
      for (const document of documents) {
        const bytes = await place.read(document, LARGEST_RECORD)
        if (bytes && hash('sha256', bytes) === superseded) return bytes
      }
      return null
    },
  }
}

/** Judges every proved record again, and compares all that follows from it. */
async function auditJudged(
  place: PublishedPlace,
  facts: CatalogFacts,
  lines: readonly LedgerLine[],
  records: Proved,
): Promise<{ entries: IndexEntry[]; steps: AuditStep[] }> {
  const ledger = lines.map(({ entry }) => entry)
  const { judged, statements, evaluations } = judgeAgain(place, facts, records, ledger)
  const entries = [...judged.values()]
  const known = await auditDocuments(place, { facts, entries, ledger, records })
  const said = new Map([...evaluations])
  const steps: AuditStep[] = [
    auditEntries(lines, records, judged, facts.at),
    await auditNotes(records),
    await auditVerdicts(place, facts, entries),
    { name: 'evaluations', checked: said.size, faults: await differences(place, said) },
    await auditStatements(place, statements),
    { ...known, faults: [...known.faults, ...strayFiles(place, said)] },
  ]

  return { entries, steps }
}

/** What lies among the published documents and follows from nothing. */
function strayFiles(place: PublishedPlace, evaluations: ReadonlyMap<string, string | null>): Finding[] {
  const stray = (place.files() ?? []).filter((file) => {
    if (/^api\/v1\/releases\/[^/]+\/[^/]+\/[^/]+$/.test(file)) return !evaluations.has(file)
    return !OF_OTHER_STEPS.test(file)
  })
  return stray.map((file) => finding('ledger.file_unknown', { file: place.nameOf({ file }) }))
}

/** Files that follow from the ledger, a record or a document, each looked at by the step of its kind. */
const OF_OTHER_STEPS =
  /^(api\/v1\/((index|catalog|runbooks|scoring|columns|titles|commits|expiring|baseline)\.json|scoring\/registry\.json|digests\/[0-9a-f]{2}\.json|ledger\.ndjson|services\/[^/]+(\/(latest(-go)?|baseline))?\.json|releases\/[^/]+\/[^/]+\.json|records\/[0-9a-f]{64}\.json|attestations\/(SHA256SUMS|publication\.json|[^/]+\/[^/]+\.json))|evidence\/([0-9a-f]{64}|index\.html))$/

const LARGEST_FACTS = 16 << 20

async function required(
  place: PublishedPlace,
  document: 'ledger' | 'catalog',
  largest: number,
): Promise<string> {
  const bytes = await place.read(document, largest)
  if (bytes) return bytes.toString('utf8')
  throw new CliError(
    `There is no ${printable(place.nameOf(document))}. Name a content folder, the folder of a built site, or the address of a published one.`,
  )
}

function readFacts(place: PublishedPlace, text: string): CatalogFacts {
  try {
    return CatalogFacts.parse(JSON.parse(text))
  } catch {
    throw new CliError(
      `${printable(place.nameOf('catalog'))} was written by another version of this program, or changed since.`,
      1,
    )
  }
}

/** What every proved record comes to: its entry by `service@version`, the statement about it and its evaluation in words. */
type Rejudged = {
  judged: ReadonlyMap<string, IndexEntry>
  /** By `service/slug`; null for none. */
  statements: ReadonlyMap<string, string | null>
  /** By its path in the place; null for none. */
  evaluations: ReadonlyMap<string, string | null>
}

/** Judges every proved record again by the catalog's policies. */
function judgeAgain(
  place: PublishedPlace,
  facts: CatalogFacts,
  records: Proved,
  ledger: readonly LedgerEntry[],
): Rejudged {
  const judging = judgingOf(facts, facts.at, ledger)
  const judged = new Map<string, IndexEntry>()
  const statements = new Map<string, string | null>()
  const evaluations = new Map<string, string | null>()
  for (const [id, stored] of records) {
    const { record, digest } = stored
    const posture = postureOf(record, judging)
    judged.set(id, entryOf(record, digest, judging, posture))
    const name = `${record.service}/${slug(record.version)}`
    statements.set(name, statementText(stored, posture.atRelease, facts, judging.policyDigests))
    evaluations.set(place.pathOf({ evaluation: name }), evaluationText(stored, posture, judging.runbookOf))
  }
  return { judged, statements, evaluations }
}

/** In words what nobody can tell from what is published, or was not asked to. */
function uncheckedOf(
  place: PublishedPlace,
  records: Proved,
  lost: { records: number; signatures: number },
  { against, rebuild, trust }: Further,
): string[] {
  const isAgainst = Boolean(against)
  const evidence = [...records.values()].flatMap(({ record }) => record.evidence)
  const kept = evidence.filter((item) => item.sha256 !== null && !isPublished(item)).length
  const signed = evidence.reduce((sum, { attestations }) => sum + attestations.length, 0)
  const isTrusting = !trust && !isAgainst && signed > lost.signatures
  const tags = [...records.values()].filter(({ record }) => record.git.signature !== null).length
  return [
    ...(kept > 0 && !isAgainst
      ? [`${countOf(kept, 'artifact')} whose bytes are kept elsewhere: only their digests are published`]
      : []),
    ...(lost.signatures > 0 && !isAgainst
      ? [`${countOf(lost.signatures, 'signature')} of artifacts whose bytes are not published`]
      : []),
    ...(tags > 0 && !isAgainst ? [`${countOf(tags, 'signature')} of tags: they lie in the repository`] : []),
    ...(isTrusting
      ? ['whether the signers are yours: the catalog names them itself, unless you do with --config']
      : []),
    ...(lost.records > 0 ? [`${countOf(lost.records, 'superseded record')} that nobody keeps any more`] : []),
    ...(isAgainst
      ? []
      : ['what git says of tags and commits: collect from the repository and compare, with --against']),
    ...(place.isSite && !rebuild
      ? ['pages, drawings and the search index: build them again and compare, with --rebuild']
      : []),
    ...(place.records() === null ? ['files that nothing leads to: an address cannot be listed'] : []),
  ]
}
