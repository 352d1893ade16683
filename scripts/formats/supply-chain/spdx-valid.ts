import { z } from 'zod'
import { type Finding, finding } from '#model/finding.ts'
import { memberPath } from './cyclonedx-valid.ts'

/*
 * What SPDX 2.2 and 2.3 demand of the parts that an inventory is made of: members that must be there, and closed lists of
 * words. A word of either version counts for both; files, snippets and licenses are not looked into.
 */

const words = (list: string) => z.enum(list.split(' ') as [string, ...string[]])
const Text = z.string()

const Reference = z.looseObject({
  referenceCategory: words('OTHER PERSISTENT-ID PERSISTENT_ID SECURITY PACKAGE-MANAGER PACKAGE_MANAGER'),
  referenceType: Text,
  referenceLocator: Text,
})

const Package = z.looseObject({
  SPDXID: Text.min(1),
  name: Text,
  downloadLocation: Text,
  filesAnalyzed: z.boolean().optional(),
  primaryPackagePurpose: words(
    'OTHER INSTALL ARCHIVE FIRMWARE APPLICATION FRAMEWORK LIBRARY CONTAINER SOURCE DEVICE OPERATING_SYSTEM OPERATING-SYSTEM FILE',
  ).optional(),
  checksums: z.array(z.looseObject({ algorithm: Text, checksumValue: Text })).optional(),
  externalRefs: z.array(Reference).optional(),
})

const Relationship = z.looseObject({
  spdxElementId: Text,
  relatedSpdxElement: Text,
  relationshipType: words(
    'AMENDS ANCESTOR_OF BUILD_DEPENDENCY_OF BUILD_TOOL_OF CONTAINED_BY CONTAINS COPY_OF DATA_FILE_OF DEPENDENCY_MANIFEST_OF DEPENDENCY_OF DEPENDS_ON DESCENDANT_OF DESCRIBED_BY DESCRIBES DEV_DEPENDENCY_OF DEV_TOOL_OF DISTRIBUTION_ARTIFACT DOCUMENTATION_OF DYNAMIC_LINK EXAMPLE_OF EXPANDED_FROM_ARCHIVE FILE_ADDED FILE_DELETED FILE_MODIFIED GENERATED_FROM GENERATES HAS_PREREQUISITE METAFILE_OF OPTIONAL_COMPONENT_OF OPTIONAL_DEPENDENCY_OF OTHER PACKAGE_OF PATCH_APPLIED PATCH_FOR PREREQUISITE_FOR PROVIDED_DEPENDENCY_OF REQUIREMENT_DESCRIPTION_FOR RUNTIME_DEPENDENCY_OF SPECIFICATION_FOR STATIC_LINK TEST_CASE_OF TEST_DEPENDENCY_OF TEST_OF TEST_TOOL_OF VARIANT_OF',
  ),
})

const Document = z.looseObject({
  SPDXID: z.literal('SPDXRef-DOCUMENT'),
  name: Text,
  dataLicense: z.literal('CC0-1.0'),
  documentNamespace: Text.min(1),
  creationInfo: z.looseObject({
    created: Text,
    creators: z.array(Text.regex(/^(Tool|Organization|Person): ?\S/)).min(1),
  }),
  packages: z.array(Package).optional(),
  relationships: z.array(Relationship).optional(),
})

/** Why an SPDX 2 document in JSON is none by its schema; empty for a valid one. */
export function invalidSpdx(document: unknown): Finding[] {
  const found = Document.safeParse(document)
  if (found.success) return []
  const { issues } = found.error
  return [finding('sbom.invalid', { total: issues.length, at: memberPath(issues[0]?.path ?? []) })]
}
