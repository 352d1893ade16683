import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Path of something in the folder of samples: real files of public projects, too many and too foreign to keep here.
 * Only the tests named `*.samples.test.ts` ask for them; throws unless `CATALOG_SAMPLES` names the folder.
 */
export function samplePath(...parts: string[]): string {
  const folder = process.env['CATALOG_SAMPLES']
  if (!folder || !existsSync(folder))
    throw new Error('Name the folder of samples: CATALOG_SAMPLES=/path/to/samples npm test -- samples')
  return join(resolve(folder), ...parts)
}
