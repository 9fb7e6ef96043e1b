export const strategy = () => null;
