import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePacket, encodePacket, type Packet } from '../../src/connectivity/engine-io';

const duration = fc.integer({ min: 1, max: 1_000_000 });
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const packets: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({
    type: fc.constant('open' as const),
    sid: fc.string(),
    pingInterval: duration,
    pingTimeout: duration,
    maxPayload: duration,
  }),
  fc.constantFrom<Packet>({ type: 'close' }, { type: 'ping' }, { type: 'pong' }, { type: 'noop' }),
  fc.record({ type: fc.constant('connect' as const), sid: fc.option(fc.string()) }),
  fc.record({ type: fc.constant('connect-error' as const), message: fc.string() }),
  fc.constant<Packet>({ type: 'disconnect' }),
  fc.record({
    type: fc.constant('event' as const),
    name: fc.string(),
    args: fc.array(json, { maxLength: 3 }),
  }),
);

describe('engine-io', () => {
  it('round-trips every packet', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decodePacket(encodePacket(packet))).toEqual(packet);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    const prefixed = fc.tuple(
      fc.constantFrom('', '0', '1', '2', '4', '40', '42', '44', '45', '6'),
      fc.string(),
    );
    fc.assert(
      fc.property(prefixed, ([prefix, rest]) => {
        expect(decodePacket(prefix + rest)).toHaveProperty('type');
      }),
    );
  });

  it.each([
    ['', 'an Engine.IO packet'],
    ['b!', 'an Engine.IO packet'],
    ['0', 'a JSON object'],
    ['0{"sid":1}', 'a string as sid'],
    ['0{"sid":"a","pingInterval":0,"pingTimeout":1}', 'pingInterval'],
    ['0{"sid":"a","pingInterval":1,"pingTimeout":"1"}', 'pingTimeout'],
    ['4', 'a Socket.IO packet'],
    ['42', 'an event'],
    ['42{}', 'an event'],
    ['42null', 'an event'],
    ['42[1]', 'an event'],
    ['42["a"', 'an event'],
    ['40[]', 'a JSON object'],
  ])('says what it expected of %j', (text, expected) => {
    const packet = decodePacket(text);
    expect(packet.type).toBe('bad');
    expect(packet.type === 'bad' && packet.expected).toContain(expected);
  });
});
