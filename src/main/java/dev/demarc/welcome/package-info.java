/** What people of the desk are told about how they sign in. */
@org.jspecify.annotations.NullMarked
package dev.demarc.welcome;
