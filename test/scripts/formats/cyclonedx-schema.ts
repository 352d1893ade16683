import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

/** CycloneDX's published schemas, as its own library carries them. */
const FOLDER = 'node_modules/@cyclonedx/cyclonedx-library/res/schema'
const VERSIONS = ['1.4', '1.5', '1.6', '1.7']

/** A validator for each version of CycloneDX, by `specVersion`. */
export function cyclonedxValidators(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
  // The library renames the schemas that the others refer to, and their references, but not their `$id`.
  for (const shared of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schema(shared), `http://cyclonedx.org/schema/${shared}.SNAPSHOT.schema.json`)
  return new Map(VERSIONS.map((version) => [version, ajv.compile(schema(`bom-${version}`))]))
}

function schema(name: string) {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.SNAPSHOT.schema.json`), 'utf8'))
}
