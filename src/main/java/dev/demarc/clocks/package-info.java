/**
 * Clocks: by when work is to be acknowledged, told of and done, and what follows when it is not.
 */
@NullMarked
package dev.demarc.clocks;

import org.jspecify.annotations.NullMarked;
