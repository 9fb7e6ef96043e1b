// src/cli/common/local-time.ts
var two = (value) => `${value}`.padStart(2, "0");
var zoneAt = (time) => {
  const minutes = -new Date(time).getTimezoneOffset();
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
};
var localTime = (time) => {
  const date = new Date(time);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock} ${zoneAt(time)}`;
};

export {
  zoneAt,
  localTime
};
//# sourceMappingURL=chunk-LRFCNASF.js.map