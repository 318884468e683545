/**
 * The edge: what kind of path a request is for, how it is bounded, and how failures are answered.
 */
@NullMarked
package dev.demarc.http;

import org.jspecify.annotations.NullMarked;
