/** Reads cases for people, programs and the other features. */
@NullMarked
package dev.demarc.casework.views;

import org.jspecify.annotations.NullMarked;
