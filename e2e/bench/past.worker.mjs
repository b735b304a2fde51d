import * as Comlink from 'comlink';
import { createPast } from './past.mjs';

const past = createPast();
const handedBack = array => Comlink.transfer(array, [array.buffer]);

Comlink.expose({
  ...past,
  stretch: (...request) => handedBack(past.stretch(...request)),
  all: (...request) => handedBack(past.all(...request)),
});
