import { z } from 'zod'

const Text = z.string().nullish()

const Named = z.looseObject({ name: z.string(), version: Text })

const Component = Named.extend({
  'bom-ref': Text,
  type: z.string(),
  purl: Text,
  hashes: z.array(z.looseObject({ alg: z.string(), content: z.string() })).nullish(),
  properties: z.array(z.looseObject({ name: Text, value: Text })).nullish(),
  get components() {
    return z.array(Component).nullish()
  },
})

/** A vulnerability as a scanner or a maker wrote it into the inventory. */
const Vulnerability = z.looseObject({
  id: Text,
  /** When those who number vulnerabilities took it back. */
  rejected: Text,
  references: z.array(z.looseObject({ id: Text })).nullish(),
  ratings: z.array(z.looseObject({ severity: Text, score: z.number().nullish() })).nullish(),
  analysis: z
    .looseObject({ state: Text, justification: Text, detail: Text, firstIssued: Text, lastUpdated: Text })
    .nullish(),
  affects: z.array(z.looseObject({ ref: z.string(), versions: z.array(z.unknown()).nullish() })).nullish(),
})

/** The parts of a CycloneDX document that decide something; everything else passes by unread. */
export const CycloneDx = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z
    .looseObject({
      timestamp: Text,
      component: Component.nullish(),
      authors: z.array(z.looseObject({ name: Text })).nullish(),
      manufacturer: z.looseObject({ name: Text }).nullish(),
      /** A list of tools up to version 1.4, an object with components since. */
      tools: z
        .union([
          z.array(z.looseObject({ name: Text, version: Text })),
          z.looseObject({ components: z.array(Named).nullish() }),
        ])
        .nullish(),
    })
    .nullish(),
  components: z.array(Component).nullish(),
  services: z.array(z.unknown()).nullish(),
  dependencies: z
    .array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).nullish() }))
    .nullish(),
  vulnerabilities: z.array(Vulnerability).nullish(),
})

export type CycloneDx = z.infer<typeof CycloneDx>
export type CycloneDxComponent = z.infer<typeof Component>
export type CycloneDxVulnerability = z.infer<typeof Vulnerability>
