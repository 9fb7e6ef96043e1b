// src/model/disposed-by.ts
var disposedBy = (close) => {
  const { asyncDispose } = Symbol;
  return asyncDispose === void 0 ? {} : { [asyncDispose]: close };
};

export {
  disposedBy
};
//# sourceMappingURL=chunk-P2LLCTY6.js.map