import { buildRepository, type Step } from './fast-import.ts'

/**
 * A small repository with the traps of a large one, each with a known
 * answer. Names of commits are letters; the history:
 *
 *     a-b----d-e-f-g-h-i-j
 *        \  /
 *         c
 */
export const TRAPS: readonly Step[] = [
  // No predecessor: everything is new. Two binaries.
  {
    commit: 'a',
    at: '2023-12-29T12:00:00-06:00',
    subject: 'Start',
    files: {
      'backend/main.go': 'package main\n',
      'frontend/logo.png': Buffer.from([0x89, 0, 1, 2]),
      LICENSE: 'MIT\n',
    },
  },
  { tag: 'v0.0.1', of: 'a' },
  // A pre-release inside the chain, tagged days after its commit.
  {
    commit: 'b',
    at: '2024-06-04T12:00:00-05:00',
    subject: 'Add payout (#2)',
    files: { 'backend/payout.go': 'package payout\n', 'docs/payout.md': '# Payout\n' },
  },
  {
    tag: 'v0.0.2-dev',
    of: 'b',
    message: 'Release 0.0.2-dev\n\nMore text.\n',
    at: '2024-06-08T21:36:00-05:00',
  },
  // A merge: three commits, two of them first-parent.
  {
    commit: 'c',
    parents: ['b'],
    at: '2024-07-01T09:00:00+03:00',
    subject: 'Fix fee',
    files: { 'backend/fee.go': 'package fee\n' },
  },
  {
    commit: 'd',
    parents: ['b', 'c'],
    at: '2024-07-02T09:00:00-05:00',
    subject: 'Merge pull request #3 from ada/fee',
    files: { 'backend/fee.go': 'package fee\n' },
  },
  {
    commit: 'e',
    at: '2024-08-04T12:00:00-05:00',
    subject: 'Update STAGE_SETUP.md (#237)',
    files: { 'docs/setup.md': 'x\n' },
  },
  { tag: 'v0.0.2', of: 'e' },
  // Lightweight, and later by the local clock than the next one, though earlier in time.
  {
    commit: 'f',
    at: '2025-10-08T08:28:00+03:00',
    subject: 'Update docker.yml (#523)',
    files: { '.github/docker.yml': 'on: push\n' },
  },
  { tag: 'v0.0.3', of: 'f' },
  // A release that changed nothing: there and back again.
  {
    commit: 'g',
    at: '2025-10-08T07:00:00-05:00',
    subject: 'Try (#524)',
    files: { '.github/docker.yml': 'on: tag\n' },
  },
  {
    commit: 'h',
    at: '2025-10-08T08:00:00-05:00',
    subject: 'Revert (#525)',
    files: { '.github/docker.yml': 'on: push\n' },
  },
  { tag: 'v0.0.4', of: 'h', message: 'Fixing Docker', at: '2025-10-08T08:03:00-05:00' },
  // A rename counts as two paths, and so does a file that becomes a folder.
  {
    commit: 'i',
    at: '2025-10-12T16:16:00-05:00',
    subject: 'Move fee (#529)',
    files: {
      'backend/fee.go': null,
      'backend/fee/fee.go': 'package fee\n',
      LICENSE: null,
      'LICENSE/MIT.txt': 'MIT\n',
    },
  },
  { tag: 'v1.0.0', of: 'i' },
  {
    commit: 'j',
    at: '2025-10-14T03:00:00-05:00',
    subject: 'Adapt config',
    files: { 'frontend/config.js': 'x\n' },
  },
  { tag: 'v1.0.1', of: 'j', message: 'Adapting config.js\n', at: '2025-10-15T12:37:00-05:00' },
  // Tags that are not versions.
  { tag: 'nightly-b', of: 'b' },
  { tag: 'nightly-f', of: 'f' },
  { tag: 'vnext', of: 'j' },
  // The same version under a second name, and a tag of a tag.
  { tag: '1.0.0', of: 'i' },
  { tag: 'v1.0.2', of: 'v1.0.1', message: 'Tag of a tag\n', at: '2025-10-16T00:00:00Z' },
]

/** Builds the repository of traps. @returns its folder. */
export function buildTraps(folder: string): string {
  return buildRepository(folder, TRAPS)
}
