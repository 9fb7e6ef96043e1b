/**
 * This module is loaded before a program that has no option for the address of the venue. It sends the program's
 * requests to the simulated venue. The program itself is as published.
 */
const { SIM_URL } = process.env;
const ask = globalThis.fetch;

globalThis.fetch = (url, init) =>
  ask(String(url).replace(/^https:\/\/(api|public)\.bitbank\.cc/, SIM_URL), init);
