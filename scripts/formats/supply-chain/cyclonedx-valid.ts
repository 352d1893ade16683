import { z } from 'zod'
import { type Finding, finding } from '#model/finding.ts'
import licenseIds from './spdx-license-ids.json' with { type: 'json' }

/*
 * What the schemas of CycloneDX 1.4 to 1.7 demand of the parts that an inventory is made of: members, required ones, closed
 * lists of words, and what excludes what. A word or member of any of the four versions counts for each. Left out are the parts
 * that no inventory of software needs: models, cryptography, formulation, declarations, signatures, evidence.
 */

const Text = z.string()
const Any = z.unknown()
const many = <T extends z.ZodType>(part: T) => z.array(part).optional()
/** Members that may be there and are not looked into. */
const open = (...names: string[]) => Object.fromEntries(names.map((name) => [name, Any.optional()]))
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, Text.optional()]))
const words = (list: string) => z.enum(list.split(' ') as [string, ...string[]])

const Attachment = z.strictObject({
  content: Text,
  contentType: Text.optional(),
  encoding: z.literal('base64').optional(),
})

const LICENSES: ReadonlySet<string> = new Set(licenseIds.flatMap((line) => line.split(' ')))

const Acknowledgement = words('declared concluded').optional()

const License = z
  .strictObject({
    id: Text.refine((id) => LICENSES.has(id)).optional(),
    name: Text.optional(),
    text: Attachment.optional(),
    acknowledgement: Acknowledgement,
    ...texts('url', 'bom-ref'),
    ...open('licensing', 'properties'),
  })
  .refine(({ id, name }) => (id === undefined) !== (name === undefined))

const Expression = z.strictObject({
  expression: Text,
  acknowledgement: Acknowledgement,
  ...texts('bom-ref'),
  ...open('expressionDetails', 'licensing', 'properties'),
})

/** Either a license or an expression, never both in one. */
const Licenses = many(z.union([z.strictObject({ license: License }), Expression]))

const Hash = z.strictObject({ alg: Text, content: Text })

const ExternalReference = z.strictObject({
  url: Text,
  type: words(
    'vcs issue-tracker website advisories bom mailing-list social chat documentation support source-distribution distribution distribution-intake license build-meta build-system release-notes security-contact model-card log configuration evidence formulation attestation threat-model adversary-model risk-assessment vulnerability-assertion exploitability-statement pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report component-analysis-report maturity-report certification-report codified-infrastructure quality-metrics poam electronic-signature digital-signature rfc-9116 patent patent-family patent-assertion citation other',
  ),
  comment: Text.optional(),
  hashes: many(Hash),
  ...open('properties'),
})

const Contact = z.strictObject(texts('name', 'email', 'phone', 'bom-ref'))
const Organization = z
  .strictObject({
    ...texts('name', 'bom-ref'),
    url: many(Text),
    contact: many(Contact),
    ...open('address'),
  })
  .optional()

const Patch = z.strictObject({
  type: words('unofficial monkey backport cherry-pick'),
  diff: z.strictObject({ text: Attachment.optional(), url: Text.optional() }).optional(),
  resolves: many(
    z.strictObject({
      type: words('defect enhancement security'),
      ...texts('id', 'name', 'description'),
      source: z.strictObject(texts('name', 'url')).optional(),
      references: many(Text),
    }),
  ),
})

const Swid = z.strictObject({
  tagId: Text,
  name: Text,
  tagVersion: z.int().optional(),
  patch: z.boolean().optional(),
  text: Attachment.optional(),
  ...texts('version', 'url'),
})

const Property = z.strictObject({ name: Text.optional(), value: Text.optional() })

const Component: z.ZodType = z
  .strictObject({
    type: words(
      'application framework library container operating-system device firmware file platform device-driver machine-learning-model data cryptographic-asset',
    ),
    name: Text,
    scope: words('required optional excluded').optional(),
    isExternal: z.boolean().optional(),
    version: Text.optional(),
    versionRange: Text.optional(),
    modified: z.boolean().optional(),
    supplier: Organization,
    manufacturer: Organization,
    authors: many(Contact),
    hashes: many(Hash),
    licenses: Licenses,
    swid: Swid.optional(),
    externalReferences: many(ExternalReference),
    properties: many(Property),
    tags: many(Text),
    omniborId: many(Text),
    swhid: many(Text),
    ...texts('mime-type', 'bom-ref', 'author', 'publisher', 'group', 'description'),
    ...texts('copyright', 'cpe', 'purl'),
    ...open(
      'evidence',
      'releaseNotes',
      'signature',
      'modelCard',
      'data',
      'cryptoProperties',
      'patentAssertions',
    ),
    get components() {
      return many(Component)
    },
    get pedigree() {
      return z
        .strictObject({
          ancestors: many(Component),
          descendants: many(Component),
          variants: many(Component),
          commits: many(
            z.strictObject({ ...texts('uid', 'url', 'message'), ...open('author', 'committer') }),
          ),
          patches: many(Patch),
          notes: Text.optional(),
        })
        .optional()
    },
  })
  // A range is of a component that comes from elsewhere, and stands for its version.
  .refine(({ version, versionRange }) => version === undefined || versionRange === undefined)
  .refine(({ versionRange, isExternal }) => versionRange === undefined || isExternal === true)

const Service: z.ZodType = z.strictObject({
  name: Text,
  provider: Organization,
  endpoints: many(Text),
  authenticated: z.boolean().optional(),
  'x-trust-boundary': z.boolean().optional(),
  data: many(
    z.strictObject({
      flow: words('inbound outbound bi-directional unknown'),
      classification: Text,
      ...texts('name', 'description'),
      ...open('governance', 'source', 'destination'),
    }),
  ),
  licenses: Licenses,
  externalReferences: many(ExternalReference),
  properties: many(Property),
  tags: many(Text),
  ...texts('bom-ref', 'group', 'version', 'description', 'trustZone'),
  ...open('releaseNotes', 'signature', 'patentAssertions'),
  get services() {
    return many(Service)
  },
})

const Lifecycle = z.union([
  z.strictObject({ phase: words('design pre-build build post-build operations discovery decommission') }),
  z.strictObject({ name: Text, description: Text.optional() }),
])

const Tool = z.strictObject({
  hashes: many(Hash),
  externalReferences: many(ExternalReference),
  ...texts('vendor', 'name', 'version'),
})

const Metadata = z.strictObject({
  timestamp: Text.optional(),
  lifecycles: many(Lifecycle),
  tools: z
    .union([z.array(Tool), z.strictObject({ components: many(Component), services: many(Service) })])
    .optional(),
  authors: many(Contact),
  component: Component.optional(),
  manufacture: Organization,
  manufacturer: Organization,
  supplier: Organization,
  licenses: Licenses,
  properties: many(Property),
  distributionConstraints: z
    .strictObject({ tlp: words('CLEAR GREEN AMBER AMBER_AND_STRICT RED').optional() })
    .optional(),
})

const Document = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: Text,
  $schema: Text.optional(),
  serialNumber: Text.regex(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  ).optional(),
  version: z.int().min(1).optional(),
  metadata: Metadata.optional(),
  components: many(Component),
  services: many(Service),
  externalReferences: many(ExternalReference),
  dependencies: many(z.strictObject({ ref: Text, dependsOn: many(Text), provides: many(Text) })),
  properties: many(Property),
  ...open('compositions', 'vulnerabilities', 'signature', 'annotations', 'formulation', 'declarations'),
  ...open('definitions', 'citations'),
})

/** Why an inventory is none by the schemas of its format; empty for a valid one. */
export function invalidParts(document: unknown): Finding[] {
  const found = Document.safeParse(document)
  if (found.success) return []
  const { issues } = found.error
  return [finding('sbom.invalid', { total: issues.length, at: memberPath(issues[0]?.path ?? []) })]
}

/** Names of members only, never what a file says: `components.licenses`. */
export function memberPath(path: readonly PropertyKey[]): string {
  return path.filter((each) => typeof each === 'string').join('.') || 'the document itself'
}
