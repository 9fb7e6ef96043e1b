// src/operators/idle-timer.ts
var idleTimer = (due, onIdle, clock) => {
  let lastTouch = clock.elapsed();
  const check = function() {
    const left = lastTouch + due - clock.elapsed();
    if (left > 0) this.schedule(void 0, Math.min(left, due));
    else onIdle();
  };
  const task = clock.schedule(check, due);
  return {
    touch: () => {
      lastTouch = clock.elapsed();
    },
    stop: () => task.unsubscribe()
  };
};

export {
  idleTimer
};
//# sourceMappingURL=chunk-HPGSV6QT.js.map