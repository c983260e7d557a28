"""What a company and its people add by themselves: fields of records, views of lists."""
