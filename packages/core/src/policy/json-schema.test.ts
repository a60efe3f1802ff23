import { faultLine } from '../model/fault';
import { schemaFaults, type JsonSchema } from './json-schema';

const lines = (schema: JsonSchema, value: unknown): string[] => schemaFaults(schema, value, 'x').map(faultLine);
const closed: JsonSchema = {
  type: 'object',
  properties: { size: { type: 'integer', minimum: 1 }, color: { type: 'string', enum: ['red', 'green'] } },
  required: ['size'],
  additionalProperties: false,
};

describe('schemaFaults', () => {
  it('has nothing to say of what fits', () => {
    expect(lines(closed, { size: 2, color: 'red' })).toEqual([]);
    expect(lines(closed, { size: 2, color: undefined })).toEqual([]);
    expect(lines({ type: 'array', items: { type: 'boolean' } }, [true, false])).toEqual([]);
    expect(lines({}, { anything: 1 })).toEqual([]);
  });

  it('names what is unknown, and what was meant', () => {
    expect(lines(closed, { size: 1, colour: 'red' })).toEqual(['x: unknown key "colour"; did you mean "color"?']);
    expect(lines(closed, { size: 1, weight: 1 })).toEqual(['x: unknown key "weight"; use size, color']);
    expect(lines(closed, { size: 1, color: 'geen' })).toEqual([
      'x.color: "geen" is unknown here; did you mean "green"?',
    ]);
    expect(lines(closed, { size: 1, color: 'ultraviolet' })).toEqual([
      'x.color: "ultraviolet" is unknown here; use one of red, green',
    ]);
  });

  it('names what is missing', () => {
    expect(lines(closed, {})).toEqual(['x.size: is missing; write a whole number from 1, without quotes']);
    expect(lines({ type: 'object', required: ['y'], additionalProperties: {} }, {})).toEqual([
      'x.y: is missing; write it',
    ]);
  });

  it.each<[JsonSchema, unknown, string]>([
    [closed, [], 'x: [] is no mapping; write a mapping of size, color'],
    [closed, null, 'x: null is no mapping; write a mapping of size, color'],
    [{ type: 'object' }, 'y', 'x: "y" is no mapping; write a mapping'],
    [{ type: 'array' }, {}, 'x: {} is no list; write a list'],
    [{ type: 'string' }, 5, 'x: 5 is no text; write it in quotes: "5"'],
    [{ type: 'string' }, null, 'x: null is no text; write a text'],
    [{ type: 'string', 'x-remedy': 'write a name' }, true, 'x: true is no text; write a name'],
    [{ type: 'string', minLength: 1 }, ' ', 'x: " " is empty; write a text'],
    [{ type: 'string', pattern: '^a$' }, 'ba', 'x: "ba" has another form; write a text'],
    [{ type: 'boolean' }, 'true', 'x: "true" is not true or false; write true or false'],
    [{ type: 'integer' }, 1.5, 'x: 1.5 is no whole number; write a whole number, without quotes'],
    [{ type: 'integer', minimum: 3 }, 2, 'x: 2 is no whole number from 3; write a whole number from 3, without quotes'],
    [{ type: 'integer' }, NaN, 'x: "NaN" is no whole number; write a whole number, without quotes'],
    [{ type: 'object', minProperties: 1, additionalProperties: {} }, {}, 'x: {} is empty; write a mapping'],
  ])('of %j, %j: %s', (schema, value, line) => {
    expect(lines(schema, value)).toEqual([line]);
  });

  it('looks at every item, and at the names and values of a map', () => {
    expect(lines({ type: 'array', items: { type: 'boolean' } }, [true, 1, 'no'])).toEqual([
      'x[1]: 1 is not true or false; write true or false',
      'x[2]: "no" is not true or false; write true or false',
    ]);
    const map: JsonSchema = {
      type: 'object',
      propertyNames: { type: 'string', pattern: '^[a-z]+$' },
      additionalProperties: { type: 'boolean' },
    };
    expect(lines(map, { a: true, B: 1 })).toEqual([
      'x: "B" has another form; write a text',
      'x.B: 1 is not true or false; write true or false',
    ]);
  });

  it('of several forms, says what is wrong with the one that was meant', () => {
    const schema: JsonSchema = {
      anyOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'string', enum: ['a'] } }],
      'x-remedy': 'write true, or a list',
    };
    expect([lines(schema, true), lines(schema, ['a'])]).toEqual([[], []]);
    expect(lines(schema, ['b'])).toEqual(['x[0]: "b" is unknown here; did you mean "a"?']);
    expect(lines(schema, 'a')).toEqual(['x: "a" is none of the forms this may have; write true, or a list']);
  });

  it('says of an image pattern what image-pattern.ts knows', () => {
    expect(lines({ type: 'string', pattern: '^never$', 'x-image-pattern': true }, 'r.io/')).toEqual([
      'x: "r.io/" ends with a slash; write "r.io": it stops at a boundary by itself',
    ]);
  });
});
