/** What the header of a mail tells: who sent it, in answer to what, and whether a program did. */
package dev.demarc.formats.mailfacts;
