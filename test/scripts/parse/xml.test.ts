import { describe, expect, test } from 'vitest'
import { childElements, readXml, xmlAttribute } from '#parse/xml.ts'
import { bytes, codes, DOSSIER, opened, SMALL } from './documents.ts'

const read = (text: string, limits = DOSSIER) => readXml(bytes(text), limits)

describe('the XML parser', () => {
  test('gives the root of a well-formed document', () => {
    const root = opened(read('<?xml version="1.0"?><!-- c --><a b="&lt;1"> <c/>text<d/></a>'))
    expect(root.name).toBe('a')
    expect(xmlAttribute(root, 'b')).toBe('<1')
    expect(xmlAttribute(root, 'constructor')).toBeUndefined()
    expect(childElements(root).map((child) => child.name)).toEqual(['c', 'd'])
  })

  test.each([
    ['<a><b></a>', 'document.syntax'],
    ['<a>&bomb;</a>', 'document.syntax'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document.syntax'],
    ['<a>\u0001</a>', 'document.syntax'],
    ['<a>', 'document.truncated'],
    ['<a><b attr="', 'document.truncated'],
    ['<!doctype html><html><br></html>', 'document.html'],
    ['<html><p/></html>', 'document.html'],
    ['version https://git-lfs.github.com/spec/v1\n', 'document.lfs_pointer'],
    ['', 'document.empty'],
  ])('refuses %j', (text, code) => {
    expect(codes(read(text))).toEqual([code])
  })

  test('says where it is not well-formed', () => {
    expect(read('<a>\n  <b></c></a>')).toEqual({
      ok: false,
      findings: [
        { code: 'document.syntax', args: expect.objectContaining({ line: 2, column: 6 }), path: [] },
      ],
    })
  })

  test('keeps the limits of depth and number, and survives any depth', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(codes(read(nested(4), SMALL))).toEqual([])
    expect(codes(read(nested(5), SMALL))).toEqual(['document.too_deep'])
    expect(codes(read(nested(50_000)))).toEqual(['document.too_deep'])
    expect(codes(read(`<a>${'<b/>'.repeat(38)}</a>`, SMALL))).toEqual([])
    expect(codes(read(`<a>${'<b/>'.repeat(40)}</a>`, SMALL))).toEqual(['document.too_many_items'])
  })
})
