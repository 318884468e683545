/** What people who are new at the desk are told. */
@org.jspecify.annotations.NullMarked
package dev.demarc.welcome;
