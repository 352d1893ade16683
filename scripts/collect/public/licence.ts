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
