/** Whether timelines are as they were written: the chain of hashes, computed anew. */
package dev.demarc.casework.audit;
