// src/model/decimal.ts
var plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
var longestDecimal = 100;
var isPlainDecimal = (text) => text.length <= longestDecimal && plainDecimal.test(text);
var scaleOf = (text) => {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
};
var toUnits = (text, scale) => {
  const point = text.indexOf(".");
  if (point < 0) return BigInt(text + "0".repeat(scale));
  const fraction = text.slice(point + 1, point + 1 + scale).padEnd(scale, "0");
  return BigInt(text.slice(0, point) + fraction);
};
var fromUnits = (units, scale) => {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
var compareDecimals = (a, b) => {
  if (a.length <= 15 && b.length <= 15) return Number(a) - Number(b);
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = toUnits(a, scale) - toUnits(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
var sumDecimals = (values) => {
  const scale = values.reduce((most, value) => Math.max(most, scaleOf(value)), 0);
  return fromUnits(
    values.reduce((sum, value) => sum + toUnits(value, scale), 0n),
    scale
  );
};
var multiplyDecimals = (a, b) => {
  const [scaleOfA, scaleOfB] = [scaleOf(a), scaleOf(b)];
  return fromUnits(toUnits(a, scaleOfA) * toUnits(b, scaleOfB), scaleOfA + scaleOfB);
};
var subtractDecimals = (a, b) => {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromUnits(toUnits(a, scale) - toUnits(b, scale), scale);
};
var maxDecimal = (a, b) => compareDecimals(a, b) >= 0 ? a : b;
var decimalOf = (value) => {
  const text = String(value);
  const exponentAt = text.indexOf("e");
  if (exponentAt < 0) return text;
  const exponent = Number(text.slice(exponentAt + 1));
  const mantissa = text.slice(0, exponentAt);
  const places = scaleOf(mantissa);
  const digits = mantissa.replace(".", "");
  if (exponent >= places) return digits + "0".repeat(exponent - places);
  return fromUnits(BigInt(digits), places - exponent);
};

export {
  isPlainDecimal,
  scaleOf,
  toUnits,
  fromUnits,
  compareDecimals,
  sumDecimals,
  multiplyDecimals,
  subtractDecimals,
  maxDecimal,
  decimalOf
};
//# sourceMappingURL=chunk-QYQF4BGL.js.map