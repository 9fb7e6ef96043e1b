import type { Draw } from './draw';
import { raw, type JsonTree } from './json-tree';

/** Hostile parts of inputs. */

/** Odd texts in the place of a decimal, a name or an id. */
export const oddTexts: readonly string[] = [
  '', ' ', '0', '-0', '-1', '+1', '00', '01', '1.', '.5', '1e3', '1E3', '0x10', ' 1', '1 ', '1,5', '1.2.3', '1_000',
  'NaN', 'Infinity', '-Infinity', 'null', 'true', '１', '٣', '一', '0.0000', '0.1', '0.30000000000000004',
  '9007199254740993', '0.1234567890123456789', '123456789012345678', '17976931348623157e292', '-5', '-0.0001',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '\ud800', '\udc00x', 'a\u0000b',
  '\ufeff1', '\u2028', '🦊', '<b>', '%s%n', '../..', '\u001b[2J', "';--", 'CIRCUIT_BREAK', 'buy', 'UNFILLED',
  '9'.repeat(17), '9'.repeat(400), `0.${'0'.repeat(400)}1`, `1${'0'.repeat(400)}`, `0.${'1'.repeat(60)}`,
]; // prettier-ignore

/** JSON literals in the place of another one. Some are not JSON. */
export const oddLiterals: readonly string[] = [
  'null', 'true', 'false', '0', '-0', '1', '-1', '1.5', '1e3', '1e400', '-1e400', '1e-400', '1e20', '9007199254740991',
  '9007199254740992', '99999999999999', '100000000000000', '-9223372036854775808', '0.1', '123456789012345678901234567890',
  '{}', '[]', '[[]]', '[null]', '{"":0}', '""', '"x"', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}',
  '{"toString":1}', '{"length":5}', '{"0":1}',
]; // prettier-ignore

export const brokenLiterals: readonly string[] = [
  'NaN', 'Infinity', 'undefined', '01', '+1', '.5', '1.', '0x1', "'x'", '"', '', '1 2', '/*x*/1', '{,}', '[,]', '[1,]',
  '{"a":1,}', '{a:1}', '"\\x"', '"\\u12"', '"\u0001"', '\ufeff1', '１',
]; // prettier-ignore

/** Keys that a JavaScript object already has, or that have a meaning for it. */
export const oddKeys: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'length',
  '0', '', ' ', 'then', 'toJSON', '\u0000', '\ud800',
]; // prettier-ignore

/** Bodies and frames of other programs. */
export const strangers: readonly string[] = [
  '', ' ', '\n', '\u0000', '\ufeff', 'null', 'true', '0', '""', '[]', '{}', 'undefined', '[object Object]',
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>',
  '<html><body>Sorry, we are under maintenance</body></html>',
  '\u001f\u008b\b\u0000\u0000\u0000\u0000\u0000\u0000\u0003\ufffdJ\ufffdIM\u0002', 'HTTP/1.1 400 Bad Request\r\n\r\n',
  '{"success":1', '{"success":0}', '{"success":0,"data":null}', '{"success":0,"data":{"code":20001}}',
  '{"success":0,"data":{"code":"20001"}}', '{"success":1,"data":null}', '{"success":"1","data":{}}', '{"success":1}',
  '{"success":0,"data":{"code":1e400}}', '{"success":0,"data":{"code":-0}}', '{"message":"Token is expired.","error":true}',
  '42', '42[]', '42["message"]', '42["message",null]', '42["message",{}]', '42["message",{"room_name":"ticker_btc_jpy"}]',
  '42["message",{"room_name":"","message":{"data":{}}}]', '42["message",{"room_name":', '40', '41', '44', '44{}', '2', '3', '6',
  '0{}', '0{"sid":"x","pingInterval":25000,"pingTimeout":20000}', '1', '451-["x",{"_placeholder":true,"num":0}]', 'b64',
]; // prettier-ignore

/** Makes a text that consists only of brackets. */
export const nested = (depth: number, draw: Draw): string =>
  draw.pick([
    () => '['.repeat(depth),
    () => '['.repeat(depth) + ']'.repeat(depth),
    () => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
    () => '{"\\u0061":'.repeat(depth) + '1' + '}'.repeat(depth),
  ])();

/** Makes something large from little. `size` is approximately its length in characters. */
export const huge = (size: number, draw: Draw): JsonTree =>
  draw.pick([
    () => raw(nested(Math.floor(size / 8), draw)),
    () => raw(`"${'9'.repeat(size)}"`),
    () => raw(`"0.${'0'.repeat(size)}1"`),
    () => raw(`"1${'0'.repeat(size)}.${'0'.repeat(size)}"`),
    () => raw('9'.repeat(size)),
    () => raw(`"${'\\u0061'.repeat(Math.floor(size / 6))}"`),
    () => raw(`[${'0,'.repeat(Math.floor(size / 2))}0]`),
    () => raw(`[${'["1","1"],'.repeat(Math.floor(size / 10))}["1","0"]]`),
    () => raw(`[${'{},'.repeat(Math.floor(size / 3))}{}]`),
    () => raw(`{${Array.from({ length: Math.floor(size / 8) }, (_, i) => `"k${i}":0`).join(',')}}`),
  ])();
