/** What people have typed and not sent yet, and how they want the console. */
@org.jspecify.annotations.NullMarked
package dev.demarc.drafts;
