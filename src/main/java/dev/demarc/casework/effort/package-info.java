/** Effort: how long people worked on a case, where a desk notes it. */
package dev.demarc.casework.effort;
