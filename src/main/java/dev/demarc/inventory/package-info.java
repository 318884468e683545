/** Whose an account, a range or a resource is, and was at a time; the ranges that AWS publishes. */
package dev.demarc.inventory;
