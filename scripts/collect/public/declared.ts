/** What texts of licences say, by SPDX id; the first that fits. All of its phrases have to be there, in small letters. */
const LICENCES: readonly [id: string, ...phrases: string[]][] = [
  ['AGPL-3.0', 'gnu affero general public license', 'version 3'],
  ['LGPL-3.0', 'gnu lesser general public license', 'version 3'],
  ['LGPL-2.1', 'gnu lesser general public license', 'version 2.1'],
  ['GPL-3.0', 'gnu general public license', 'version 3'],
  ['GPL-2.0', 'gnu general public license', 'version 2'],
  ['Apache-2.0', 'apache license', 'version 2.0'],
  ['MPL-2.0', 'mozilla public license', 'version 2.0'],
  ['EPL-2.0', 'eclipse public license', 'v 2.0'],
  ['EUPL-1.2', 'european union public licence', '1.2'],
  ['BSL-1.0', 'boost software license', 'version 1.0'],
  ['BUSL-1.1', 'business source license 1.1'],
  ['Artistic-2.0', 'the artistic license 2.0'],
  ['PSF-2.0', 'python software foundation license version 2'],
  ['CC0-1.0', 'cc0 1.0 universal'],
  ['Unlicense', 'this is free and unencumbered software released into the public domain'],
  ['Zlib', "this software is provided 'as-is'", 'altered source versions must be plainly marked'],
  [
    'ISC',
    'permission to use, copy, modify, and/or distribute this software for any purpose with or without fee',
  ],
  [
    'ISC',
    'permission to use, copy, modify, and distribute this software for any purpose with or without fee',
  ],
  [
    'curl',
    'permission to use, copy, modify, and distribute this software for any purpose',
    'copyright notice',
    'daniel stenberg',
  ],
  ['MIT', 'permission is hereby granted, free of charge, to any person obtaining a copy of this software'],
  ['BSD-3-Clause', 'redistribution and use in source and binary forms', 'neither the name'],
  ['BSD-3-Clause', 'redistribution and use in source and binary forms', 'the name of the'],
  ['BSD-2-Clause', 'redistribution and use in source and binary forms'],
]

/** The SPDX id of a licence by its text; null for one that is not known. */
export function licenceOf(text: string): string | null {
  const declared = /SPDX-License-Identifier:\s{0,5}([A-Za-z0-9][A-Za-z0-9.+-]{1,58})/.exec(
    text.slice(0, 4000),
  )?.[1]
  if (declared !== undefined) return declared
  const plain = text
    .slice(0, 8000)
    .toLowerCase()
    .replaceAll(/[\s"“”*]+/g, ' ')
  return LICENCES.find(([, ...phrases]) => phrases.every((phrase) => plain.includes(phrase)))?.[0] ?? null
}

const MOST_NAMED = 20

/**
 * Who owns a folder by a file of owners: the last line that covers it, as forges read it. Addresses lose what stands behind the @.
 * @param folder null for all of the repository.
 */
export function codeOwners(text: string, folder: string | null): string[] {
  const rules = text
    .split('\n', 20_000)
    .map((line) => (line.split(' #')[0] ?? '').trim().split(/\s+/))
    .filter(([pattern = '', owner]) => owner !== undefined && !/^[#^[]/.test(pattern))
  const last = rules.findLast(([pattern = '']) => covers(pattern, folder))
  return namesOf(last?.slice(1) ?? [])
}

/** True for `*`, and for the folder itself or one above it. */
function covers(pattern: string, folder: string | null): boolean {
  if (/^\/?\*{1,2}$/.test(pattern)) return true
  const path = pattern.replace(/^\//, '').replace(/\/\*{0,2}$/, '')
  return folder !== null && (folder === path || folder.startsWith(`${path}/`))
}

/** The approvers of an `OWNERS` file, else its first list. */
export function listedOwners(text: string): string[] {
  const lines = text.split('\n', 2000)
  const start = Math.max(
    0,
    lines.findIndex((line) => /^(?:approvers|maintainers|owners):/.test(line)),
  )
  const names: string[] = []
  for (const line of lines.slice(start + 1)) {
    const name = /^\s*-\s+["']?([\w@./-]{1,100})["']?\s*(?:#.*)?$/.exec(line)?.[1]
    if (name !== undefined) names.push(name)
    else if (/^\S/.test(line) && !line.startsWith('#')) break
  }
  return namesOf(names)
}

function namesOf(names: readonly string[]): string[] {
  const plain = names.map((name) => (name.indexOf('@') > 0 ? name.slice(0, name.indexOf('@')) : name))
  return [...new Set(plain)]
    .filter(Boolean)
    .slice(0, MOST_NAMED)
    .map((name) => name.slice(0, 200).toWellFormed())
}
