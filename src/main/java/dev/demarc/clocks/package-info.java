/**
 * Clocks: by when work is to be acknowledged, told of and done, and what follows when it is not.
 */
package dev.demarc.clocks;
