"use strict";
/* Lines come as texts (explorer/webmap/standalone_lines.py): differences of thousandths of a degree, six bits a letter. */

const lines = {};

/** A text as a list of pairs, in degrees and in the order they were written. */
lines.decoded = (text) => {
  const points = [];
  let at = 0, first = 0, second = 0;
  const next = () => {
    let value = 0, shift = 0, letter;
    do {
      letter = text.charCodeAt(at++) - 63;
      value |= (letter & 31) << shift;
      shift += 5;
    } while (letter >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  while (at < text.length) {
    first += next();
    second += next();
    points.push([first / 1000, second / 1000]);
  }
  return points;
};
