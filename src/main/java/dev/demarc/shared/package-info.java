/** Small values and tools that every feature may use, and that use none of them. */
package dev.demarc.shared;
