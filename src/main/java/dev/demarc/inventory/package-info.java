/** Whose an account, a range or a resource is, and was at a time; the ranges that AWS publishes. */
@NullMarked
package dev.demarc.inventory;

import org.jspecify.annotations.NullMarked;
