/** One reply to those who reported several cases, each in a mail of their own. */
@org.jspecify.annotations.NullMarked
package dev.demarc.replies;
